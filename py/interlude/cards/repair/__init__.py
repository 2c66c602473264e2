"""From a mistake to a deposit, in four steps that may be written down."""
