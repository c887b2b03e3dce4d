"""Polls: what may be asked, what a ballot is, how it is counted, what may be told."""
