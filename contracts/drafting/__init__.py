"""A new partnership before it is data: answers, asked for or read from a file, and the files that they become."""
