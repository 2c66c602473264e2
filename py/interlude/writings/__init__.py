"""What a person wrote in words of their own: notes, plans, praise, lessons, their house's rule."""
