"""The texts of the example library and what turns them into files."""
