// The parts of policy.yaml, one reader each. The tree is read in the order of what refers to what, not in the order of the file: names
// first, then those that use them, so that each unknown name is reported where it stands.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "policy/reader_nodes.h"

namespace lofte::policy {

// Bounds of one policy. A group stands for its categories wherever it is named, so that categories x entries is what a policy can grow to.
inline constexpr std::size_t kMostCategories = 1'000;
inline constexpr std::size_t kMostEntries = 2'000;  // activities, recipients, promises, decisions, and retention rules (up to two more)

// A policy while it is read (not a `draft:`, though it may be of one), and the names that its parts may refer to. `issues` is borrowed.
struct Draft {
  Policy policy;
  Issues& issues;
  std::vector<std::string> groups, categories;
  std::vector<std::string> activities, recipients, promises;
  std::set<std::string> promises_of_rules;                    // named by an entry, also by one whose END is not understood
  std::map<std::string, std::string> promises_of_statements;  // named elsewhere: the key under which, `cookies`
};

void ReadDraftSource(const text::Node& root, Draft& draft);  // `draft:`, before all else: it says what may be missing
void ReadOpenPoints(const text::Node& root, Draft& draft);
void ReadController(const text::Node& root, Draft& draft);
void ReadLanguages(const text::Node& root, Draft& draft);
void ReadData(const text::Node& root, Draft& draft);
void ReadSpecial(const text::Node& root, Draft& draft);  // categories of Art. 9 and 10
void ReadNames(const text::Node& root, Draft& draft);    // of activities, recipients and promises
void ReadRecipients(const text::Node& root, Draft& draft);
void ReadActivities(const text::Node& root, Draft& draft);
void ReadRetention(const text::Node& entries, const Activity& activity, Draft& draft);
void ReadMinimumAge(const text::Node& root, Draft& draft);
void ReadStatements(const text::Node& root, Draft& draft);  // cookies, breaches, rights, messages, measures, joint controllers
void ReadPromises(const text::Node& root, Draft& draft);
Control ReadControl(const text::Node& node, Draft& draft);
void ReadDecisions(const text::Node& root, Draft& draft);

// What people are told of an activity beyond its purpose: title, interest, law, provision, logic. After its basis.
void ReadNotice(const text::Node& map, Activity& activity, Draft& draft);

// As Required(), but of a draft what its text does not say may be missing.
const text::Node* RequiredOnceSettled(const text::Node& map, std::string_view key, const Span& owner, Draft& draft);
// Under `origin:` of `map`; nullopt when there is none, and after an issue.
std::optional<Origin> ReadOrigin(const text::Node& map, Draft& draft);

// What `key: [promises]` of `map` names, noted as said under `section`.
std::vector<std::string> ReadPromisesOf(const text::Node& map, std::string_view key, const char* section, Draft& draft);
// Ids that the policy declares nowhere: ways, sources, teams.
std::vector<std::string> ReadIds(const text::Node* node, Draft& draft);

// Groups and categories, expanded to categories, sorted; unknown ones are reported.
std::vector<std::string> ReadCategories(const text::Node* node, Draft& draft);

}  // namespace lofte::policy
