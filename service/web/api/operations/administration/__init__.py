"""Operations of who keeps the house: people, units, settings, the working calendar."""
