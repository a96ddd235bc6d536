select 'CRM Sales Opportunities' as name, 'USD' as currency, 'America/New_York' as time_zone
