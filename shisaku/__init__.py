"""What people touch: the command line, batch runs, evaluation."""
