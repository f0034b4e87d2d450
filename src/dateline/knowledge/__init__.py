"""what is known before reading: codebook, actors, gazetteer, rules, model."""
