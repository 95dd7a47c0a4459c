"""What a document says: (Profile, Recipe, Lens) to Document. All selection, order and wording; pure."""
