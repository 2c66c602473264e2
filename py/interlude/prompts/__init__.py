"""Which breath or words a person is offered, when, and when they are left in peace."""
