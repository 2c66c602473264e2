"""The stand-in for Zendesk: `desk` is its state, `site` its routes, `shapes` its JSON."""

from practice.zendesk.desk import ZendeskDesk as ZendeskDesk
