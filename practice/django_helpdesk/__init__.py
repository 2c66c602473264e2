"""django-helpdesk as a real helpdesk for the end-to-end tests; README.md holds the facts."""
