#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "base/file.h"
#include "base/words.h"
#include "policy/reader.h"
#include "transparency/transparency_test_support.h"

namespace lofte::transparency::support {
namespace {

using Json = nlohmann::ordered_json;

// Of each END after an event, one between two commas, all its periods together: from the text of policy.yaml, and not as the writers read
// it.
void AddPeriods(const std::string& source, std::vector<std::string>& periods) {
  static const std::regex written(R"(\bP(T?[0-9]+[YMWDHS])+\b)");
  for (const std::string_view part : SplitAt(source, ',')) {
    const std::string end(part);
    time::Period sum;
    bool is_counted = false;
    for (std::sregex_iterator at(end.begin(), end.end(), written), none; at != none; ++at) {
      const time::Period period = time::ParsePeriod(at->str()).value();
      sum = {sum.months + period.months, sum.days + period.days, sum.seconds + period.seconds, sum.at_once || period.at_once};
      is_counted = true;
    }
    if (is_counted) periods.push_back(time::Format(sum));
  }
}

void Find(const Json& json, const std::string& key, std::vector<std::string>& found) {
  if (json.is_object() && json.contains(key) && json[key].is_string()) found.push_back(json[key]);
  if (json.is_object() || json.is_array()) {
    for (const Json& part : json) Find(part, key, found);
  }
}

}  // namespace

const std::vector<std::string>& ExampleNames() {
  static const std::vector<std::string> names = {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"};
  return names;
}

policy::Policy BareExample(const std::string& name) {
  Issues issues;
  const std::string source = ReadFile(LOFTE_SOURCE_DIR "/examples/" + name + "/policy.yaml").value();
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", source, issues);
  EXPECT_TRUE(policy && !HasErrors(issues)) << name;
  return policy ? std::move(*policy) : policy::Policy{};
}

policy::Policy Example(const std::string& name) {
  policy::Policy policy = BareExample(name);
  if (policy.controller.address.empty()) policy.controller.address = "Storgata 1, 0155 Oslo";
  if (policy.controller.email.empty()) policy.controller.email = "privacy@example.org";
  return policy;
}

std::vector<std::string> PeriodsOf(const policy::Rule& rule) {
  std::vector<std::string> periods;
  AddPeriods(rule.source, periods);
  if (!rule.within.is_zero()) periods.push_back(time::Format(rule.within));
  if (!rule.outcome.block_for.is_zero()) periods.push_back(time::Format(rule.outcome.block_for));
  return periods;
}

std::vector<std::string> AllNamed(const Json& json, const std::string& key) {
  std::vector<std::string> found;
  Find(json, key, found);
  return found;
}

}  // namespace lofte::transparency::support
