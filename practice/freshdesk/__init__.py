"""The stand-in for Freshdesk: `desk` is its state, `site` its routes, `shapes` its JSON."""

from practice.freshdesk.desk import FreshdeskDesk as FreshdeskDesk
