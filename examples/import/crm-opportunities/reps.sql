select sales_agent as id, sales_agent as name, manager as team, _file, _line from sales_teams
