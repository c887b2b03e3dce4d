"""What people touch in Discord: commands, cards and forms. One package per area."""
