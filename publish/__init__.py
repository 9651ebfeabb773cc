"""How the book is published: run once, then website, slides, PDF, and a copy for students."""
