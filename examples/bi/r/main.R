# Rscript main.R
source("salesglass.R")

sales <- salesglass("sales", period = "last-12-months", by = c("month", "channel"))
print(stats::xtabs(revenue ~ month + channel, data = sales))

customers <- salesglass("top", by = "customer", top = 5, where = list(customerKind = list(`in` = list("COMPANY"))))
print(customers[, c("customerName", "revenue", "revenueChange")])
