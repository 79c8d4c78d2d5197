// The ticket shop of examples/hellotickets, of any size, in either kind of database, as `lofte demo hellotickets` leaves it: filled by the
// example's own generator, and swept once as of a day before, for a company that blocks has done so before.
//
// Policy and data map are those of the example. The database and the files in the folder go with the Shop. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "datamap/datamap.h"
#include "engine/site.h"
#include "grounds/lower.h"
#include "policy/policy.h"
#include "seal/key.h"
#include "stores/store.h"

namespace lofte::bench {

// The T that hellotickets.sql is written for.
inline constexpr const char* kShopAt = "2026-11-21T12:00:00";

class Shop {
 public:
  Shop(stores::Dialect dialect, std::int64_t subjects, std::string folder);
  ~Shop();
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;

  // `apply` at T; the rows that it changed.
  std::int64_t Sweep();

  stores::Store& store() { return *sites_.front().store; }
  std::vector<engine::Site>& sites() { return sites_; }
  const policy::Policy& policy() const { return policy_; }
  const grounds::Question& question() const { return question_; }

 private:
  void ReadFiles();
  std::unique_ptr<stores::Store> Connect(bool create);
  void Fill(std::int64_t subjects);
  void BringUpToDate(stores::Store& store) const;
  std::int64_t SweepAt(time::Instant at, const std::string& run);

  stores::Dialect dialect_;
  std::string folder_;
  policy::Policy policy_;
  datamap::DataMap map_;
  grounds::Question question_;
  std::optional<seal::Key> key_;
  std::vector<engine::Site> sites_;
};

}  // namespace lofte::bench
