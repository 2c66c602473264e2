"""How an account leaves a browser, as a file that is its owner's."""
