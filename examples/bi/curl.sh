#!/bin/sh
# Flat data by curl: a table, a filter, only when it has changed, and page by page.
# SALESGLASS_URL names the server; the files go into the current folder.
set -eu
server="${SALESGLASS_URL:-http://localhost:4000}"

# What there is to ask, with every parameter.
curl --fail --silent --show-error "$server/data" --output documents.json

# Sales by month and channel, as a file that a spreadsheet opens.
curl --fail --silent --show-error --get "$server/data/sales.csv" \
  --data-urlencode 'period=last-12-months' \
  --data-urlencode 'by=month,channel' \
  --output sales.csv

# A filter is JSON; curl encodes it.
curl --fail --silent --show-error --get "$server/data/top.csv" \
  --data-urlencode 'by=customer' \
  --data-urlencode 'top=5' \
  --data-urlencode 'where={"customerKind":{"in":["COMPANY"]}}' \
  --output top-customers.csv

# Only when something has changed: the ETag is kept in a file, and an unchanged answer is 304 without a body.
for _ in 1 2; do
  curl --fail --silent --show-error "$server/data/margin.csv?by=quarter" \
    --etag-compare margin.etag --etag-save margin.etag.new --output margin.csv \
    --write-out 'margin.csv: %{http_code}\n'
  if [ -s margin.etag.new ]; then mv margin.etag.new margin.etag; fi
done
rm -f margin.etag.new

# Page by page: each answer names the next one, by its path, in its Link header.
next="/data/sales.csv?by=product&limit=10"
page=0
while [ -n "$next" ]; do
  page=$((page + 1))
  curl --fail --silent --show-error "$server$next" --dump-header headers.txt --output "products-$page.csv"
  next=$(tr -d '\r' <headers.txt | sed -n 's/^[Ll]ink: *<\([^>]*\)>; *rel="next".*/\1/p')
done
rm -f headers.txt
echo "pages: $page"

# Any query with one flat list of your own, as CSV from the GraphQL address.
curl --fail --silent --show-error "$server/graphql" \
  --header 'content-type: application/json' --header 'accept: text/csv' \
  --data '{"query": "{ metrics(period: \"last-12-months\") { channel revenue profitMargin } }"}' \
  --output channels.csv
