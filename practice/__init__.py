"""A practice helpdesk: local stand-ins for Zendesk and Freshdesk, for the demo and the tests."""
