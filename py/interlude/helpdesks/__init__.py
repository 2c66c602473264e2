"""How a helpdesk is described and read: from a write in a tab to a conversation that is over."""
