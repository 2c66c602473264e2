"""The replay desk: any helpdesk, as a recording tells it, without code of its own."""

from practice.replay.desk import ReplayDesk as ReplayDesk
