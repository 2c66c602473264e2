"""What is in the account: the entries that are kept, and the figures that are folded from them."""
