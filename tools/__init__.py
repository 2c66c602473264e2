"""What ``build.py`` does, one module a question; none of it ships."""
