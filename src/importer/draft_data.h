// What a draft needs that a text does not have: ids for its kinds of data, and for each rule which of them it is about. Private to
// draft.cc.
#pragma once

#include <string>
#include <vector>

#include "importer/facts.h"
#include "importer/likeness.h"
#include "importer/yaml_writer.h"

namespace lofte::importer {

struct DraftGroup {
  std::string id, name;
  std::vector<std::string> leaves;  // ids
};

struct DraftRule {
  std::vector<std::string> of;  // groups
  std::string end;              // `P7Y after unstated.start`
  std::string then;
  bool then_said = true;
  Place place;
  double confidence = 1;
};

struct DraftActivity {
  std::string id, name, purpose;
  std::vector<std::string> bases;  // `6(1)(b)`
  std::vector<std::string> subjects, data, never;
  std::vector<DraftRule> rules;
  Place place;
  double confidence = 1;
};

class DraftData {
 public:
  explicit DraftData(const Facts& facts);

  const std::vector<DraftGroup>& groups() const { return groups_; }
  const std::vector<std::string>& subjects() const { return subjects_; }
  const std::vector<DraftActivity>& activities() const { return activities_; }
  // Times that there was no room for a kind of data: what is kept of it, and who uses it, stands at the group for what is not named; that
  // it is never stored is left out.
  std::size_t left_out() const { return left_out_; }

 private:
  DraftActivity Begin(const Activity& activity);
  void AddRule(const Retention& rule, DraftActivity& activity);
  std::string GroupFor(const std::string& what);
  std::string SubjectFor(const std::string& name);

  DraftGroup& AddGroup(DraftGroup group);

  std::size_t categories_ = 0, left_out_ = 0;
  Ids group_ids_, activity_ids_;
  std::vector<DraftGroup> groups_;
  std::vector<NameWords> words_;    // of the names of groups_
  std::vector<std::string> never_;  // groups
  std::vector<std::string> subjects_;
  std::vector<DraftActivity> activities_;
};

}  // namespace lofte::importer
