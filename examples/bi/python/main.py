"""Prints sales by channel, and how many products are sold.

    python3 main.py [period]
"""

import sys

from salesglass import Salesglass


def main():
    period = sys.argv[1] if len(sys.argv) > 1 else "last-12-months"
    server = Salesglass(cache_folder=".salesglass-cache")

    print_table(
        ["channel", "revenue", "revenueLastYear", "revenueChange"],
        server.rows("sales", period=period, by="channel", orderBy=[{"by": "revenue", "direction": "DESC"}]),
    )

    # As many pages as it takes.
    header, products = server.table("sales", page_size=10, period=period, by="product")
    print(f"\n{len(products)} products with {len(header)} columns")


def print_table(columns, rows):
    cells = [columns] + [[shown(row[column]) for column in columns] for row in rows]
    widths = [max(len(row[index]) for row in cells) for index in range(len(columns))]
    for row in cells:
        first, *others = zip(row, widths)
        print("  ".join([first[0].ljust(first[1])] + [text.rjust(width) for text, width in others]))


def shown(value):
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
