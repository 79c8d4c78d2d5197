// Reads what is so of rows: the facts that the rules of some field groups ask about, as columns beside whatever else is listed.
//
// Borrows the table. One thread.
#pragma once

#include <string>
#include <vector>

#include "datamap/bind.h"
#include "grounds/facts.h"
#include "sql/print.h"

namespace lofte::engine {

// Where the key of the person in this role stands, seen from a row of the table. Precondition: there is such a role.
sql::Path PathOf(const datamap::Person& person, const datamap::TableMap& map, const stores::Catalogue& catalogue);

class FactReader {
 public:
  // Adds columns to the listing, which must be of the same table. `zone`: the controller's.
  FactReader(const datamap::BoundTable& table, const std::vector<const datamap::FieldGroup*>& groups, const time::Zone& zone,
             sql::Listing& listing);

  // The facts of a row that the listing's statement returned.
  grounds::Facts Read(const std::vector<expr::Value>& row) const;

  // What Listing::Truth says of a row: in SQLite, a number.
  static bool IsTrue(const expr::Value& value) { return value == expr::Value(true) || value == expr::Value(std::int64_t{1}); }

 private:
  struct Moment {
    grounds::FactName name;
    std::size_t unknown = 0, column = 0, happened = 0;
    expr::Codec codec;
  };
  struct Condition {
    grounds::FactName name;
    std::size_t is_true = 0, unknown = 0;
  };
  struct Person {
    std::string role;
    std::size_t present = 0, unknown = 0, held = 0;
  };
  struct Ground {
    grounds::FactName name;
    std::size_t ended = 0;
  };

  void AddMoment(const datamap::BoundTable& table, const grounds::FactName& name, bool is_state, sql::Listing& listing);

  time::Zone zone_;
  std::vector<Moment> events_, states_;
  std::vector<Condition> conditions_, serves_;
  std::vector<Person> people_;
  std::vector<Ground> grounds_;
};

}  // namespace lofte::engine
