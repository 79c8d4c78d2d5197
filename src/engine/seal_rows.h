// Seals what a batch takes out of rows: reads the values and facts of the rows that the batch will change, and writes their copies.
//
// Everything happens in the caller's transaction, whose statement then takes the values out of exactly these rows. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/copy_maker.h"
#include "engine/site.h"
#include "engine/step.h"
#include "seal/key.h"

namespace lofte::engine {

class RowSealer {
 public:
  // All borrowed. `terms`: digest of what the ends are found by (TermsOf).
  RowSealer(Site& site, const seal::Key& key, const grounds::Question& question, std::string run, std::string terms)
      : site_(site), key_(key), question_(question), run_(std::move(run)), terms_(std::move(terms)) {}

  struct Sealed {
    std::int64_t rows = 0;
    std::vector<std::string> conditions;  // that together pick these rows and no other, as SQL over the alias `t`
  };
  // `condition`: the range of the batch, as SQL over `t`. Only steps that seal; each lives as long as this does. Of a step that can be
  // undone also rows of which nothing may be kept any longer are among those picked: of them at most that they are gone is written, with no
  // value.
  Result<Sealed> Seal(const Step& step, const std::string& condition);

 private:
  Result<std::vector<std::string>> Name(const Step& step, const std::string& condition) const;
  CopyMaker& MakerOf(const Step& step);
  Status Write(const std::vector<NewCopy>& copies);
  Result<std::int64_t> NextOrdinal();

  Site& site_;
  const seal::Key& key_;
  const grounds::Question& question_;
  std::string run_, terms_;
  std::optional<std::int64_t> ordinal_;  // of the last batch
  std::map<const Step*, std::unique_ptr<CopyMaker>> makers_;
};

// By what a row is found among the copies, by whoever has the sealing key and the row's.
std::string DigestOf(const seal::Key& key, const std::string& table, const std::vector<std::pair<std::string, expr::Value>>& row_key);
// What a copy is sealed with beside its content.
std::string AboutOf(const std::string& id, const std::string& table, const std::string& digest);
// Changes whenever the ends of sealed copies may be others than those that were found.
std::string TermsOf(const policy::Policy& policy, const datamap::DataMap& map, const grounds::Question& question);

}  // namespace lofte::engine
