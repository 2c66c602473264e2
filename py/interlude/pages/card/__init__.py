"""The card, in a helpdesk's page or on a page of its own."""
