"""The model behind the fictional country Kalembu (data pack): standard library only, the same bytes on every Python."""
