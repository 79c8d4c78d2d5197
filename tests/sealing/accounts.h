// The registry of people that the tests of this folder share: accounts that are open until they are closed. Maps add their tables to it.
#pragma once

namespace lofte::tests {

inline constexpr char kAccountsMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields: { id: technical, mail: { category: account.mail, blank: key }, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
)";

}  // namespace lofte::tests
