#include "engine/site.h"

#include "datamap/check.h"

namespace lofte::engine {

Result<Site> OpenSite(std::unique_ptr<stores::Store> store, const policy::Policy& policy, const datamap::DataMap& map, const time::Zone& zone, Access access,
                      Issues& issues) {
  Site site;
  LOFTE_ASSIGN(stores::Catalogue catalogue, store->ReadCatalogue());
  site.catalogue = std::make_unique<stores::Catalogue>(std::move(catalogue));
  Issues found;
  datamap::CheckAgainstCatalogue(map, *site.catalogue, found);
  issues.insert(issues.end(), found.begin(), found.end());
  if (HasErrors(found)) return Fail(ErrorCode::kInvalid, "the data map does not fit store `" + store->name() + "`: `lofte check` shows where");
  datamap::BindOptions options;
  LOFTE_ASSIGN(options.person_state, store->HasSchema());
  if (access == Access::kWrite) options.person_state = true;
  site.bound = datamap::BoundMap::Bind(policy, map, *site.catalogue, store->name(), zone, options, issues);
  if (site.bound == nullptr) return Fail(ErrorCode::kInvalid, "an expression of the data map does not fit store `" + store->name() + "`: `lofte check` shows where");
  if (access == Access::kWrite) LOFTE_TRY(store->PrepareSchema(site.bound->SubjectKeyType()));
  site.store = std::move(store);
  return site;
}

}  // namespace lofte::engine
