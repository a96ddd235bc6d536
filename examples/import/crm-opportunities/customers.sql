select account as id, 'COMPANY' as kind, account as name, account as company_name, sector as industry,
  office_location as country, _file, _line
from accounts
