select 'Online Retail' as name, 'GBP' as currency, 'Europe/London' as time_zone
