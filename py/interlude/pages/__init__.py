"""What a person sees and can do: one folder a page, listed in ``index``."""
