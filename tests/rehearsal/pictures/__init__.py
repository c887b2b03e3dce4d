"""The guides' pictures, taken anew: `python -m tests.rehearsal.pictures [SCENE ...]`."""
