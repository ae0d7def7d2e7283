"""What metrics of words and characters share: counting n-grams, fast, as sacreBLEU counts them."""
