"""What it means: canonical values, vocabularies, the declared tables, validation, Parquet."""
