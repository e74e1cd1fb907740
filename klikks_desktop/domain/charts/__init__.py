"""Charts (Diagramme) as data and as shapes: laid out once, painted on screen, on paper and into SVG."""
