# Flat data of a Salesglass server as data frames. Needs the packages httr2 (0.2 or later) and jsonlite:
#   install.packages(c("httr2", "jsonlite"))
#
#   source("salesglass.R")
#   sales <- salesglass("sales", period = "2024", by = c("month", "channel"))

library(httr2)

salesglass_url <- function() {
  Sys.getenv("SALESGLASS_URL", unset = "http://localhost:4000")
}

# All rows of a stored document, at once or, with a page size, by following the Link header; days become Date columns.
# A filter is a list: where = list(channel = list(`in` = list("online")))
salesglass <- function(document, ..., page_size = NULL) {
  parameters <- lapply(Filter(Negate(is.null), list(..., limit = page_size)), parameter_text)
  ask <- request(salesglass_url()) |>
    req_url_path_append("data", paste0(document, ".csv")) |>
    req_url_query(!!!parameters) |>
    req_error(body = function(resp) resp_body_string(resp)) |>
    req_retry(max_tries = 3)
  pages <- list()
  repeat {
    answer <- req_perform(ask)
    pages <- c(pages, list(read_page(resp_body_string(answer, encoding = "UTF-8"))))
    path <- resp_link_url(answer, "next")
    if (is.null(path)) break
    ask <- req_url(ask, paste0(sub("/$", "", salesglass_url()), path))
  }
  with_days(do.call(rbind, pages))
}

# What there is to ask, one row a document.
salesglass_documents <- function() {
  request(salesglass_url()) |>
    req_url_path_append("data") |>
    req_perform() |>
    resp_body_json(simplifyVector = TRUE)
}

# An empty cell has no value; an empty text is "" in the file and becomes NA too.
read_page <- function(text) {
  utils::read.csv(text = text, na.strings = "", check.names = FALSE, stringsAsFactors = FALSE, encoding = "UTF-8")
}

day_columns <- c(
  "day", "week", "month", "quarter", "year", "fiscalMonth", "fiscalQuarter", "fiscalYear",
  "from", "to", "acquiredOn", "firstOrderOn", "lastOrderOn", "dueOn", "cohort", "start", "sinceDay", "answeredOn",
  "touchedOn", "caseOpenedOn", "openedOn", "resolvedOn", "recordedOn", "expectedOn",
  "startsOn", "endsOn", "levelSince", "adoptedOn"
)

with_days <- function(frame) {
  for (column in intersect(day_columns, names(frame))) frame[[column]] <- as.Date(frame[[column]])
  frame
}

# How a parameter is written in a URL: several values with commas, filters as JSON.
parameter_text <- function(value) {
  if (is.list(value)) return(as.character(jsonlite::toJSON(value, auto_unbox = TRUE)))
  if (is.logical(value)) return(tolower(as.character(value)))
  if (is.numeric(value)) value <- format(value, scientific = FALSE, trim = TRUE)
  paste(value, collapse = ",")
}
