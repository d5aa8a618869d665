"""EPM XBlocks: case exercises and certification for educational planning and management."""
