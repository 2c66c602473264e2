"""What a card of each kind shows, needs and answers: one folder a kind."""
