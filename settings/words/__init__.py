"""The words of a stack file, whatever it speaks of: names, amounts, labels, texts."""
