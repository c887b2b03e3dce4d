"""The schema's history: numbered SQL files, each carried out once and in one transaction."""
