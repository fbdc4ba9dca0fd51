"""Which items of other municipalities' plans are like an item, and by which words."""
