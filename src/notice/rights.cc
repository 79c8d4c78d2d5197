// The rights that people have here, how each is used and by when it is answered. Those that depend on a basis stand only where there is
// one.
#include <algorithm>

#include "base/words.h"
#include "notice/parts.h"
#include "policy/rights.h"

namespace lofte::notice {

using policy::Activity;
using policy::Policy;
using policy::Right;

namespace {

// In the order in which they are told.
const std::vector<std::string> kOrder = {"withdrawal",  "access",      "rectification", "erasure",
                                         "restriction", "portability", "objection",     "human-decision"};

// Titles of the activities that give the right, leading to them.
std::vector<Say> TitlesOf(const Policy& policy, const std::string& right) {
  std::vector<Say> titles;
  for (const Activity& activity : policy.activities)
    if (policy::GivesRight(activity, right)) titles.push_back(Anchor(AnchorOf(activity), TitleOf(activity)));
  return titles;
}

Say HowWords(const Policy& policy, const Right* right) {
  if (right == nullptr || right->by.empty()) return Phrase("right.how", {{"ways", Contacts(policy.controller)}});
  std::vector<Say> ways;
  for (const std::string& way : right->by) ways.push_back(WayWords(way));
  return Phrase("right.how", {{"ways", Or(std::move(ways))}});
}

// Art. 12(3), where the policy promises nothing shorter or else.
Say DeadlineWords(const std::string& name, const Right* right) {
  std::vector<Say> sentences;
  if (right != nullptr && right->within) {
    sentences.push_back(Phrase("right.within", {{"within", WithinWords(*right->within)}}));
  } else {
    sentences.push_back(Phrase(name == "withdrawal" ? "right.withdrawal-at-once" : "right.within-law"));
  }
  if (right != nullptr && !right->extension.is_zero())
    sentences.push_back(Phrase("right.extension", {{"period", Period(right->extension)}}));
  return Sentences(std::move(sentences));
}

// Which activities a right is about, where it is not about all.
Blocks AboutBlocks(const Policy& policy, const std::string& name) {
  std::vector<Say> titles = TitlesOf(policy, name);
  if (titles.empty()) return {};
  return {Paragraph(Phrase("right.about")), Bullets(std::move(titles))};
}

Blocks RightBlocks(const Policy& policy, const std::string& name) {
  const Right* right = policy::FindRight(policy, name);
  const std::vector<std::string> promises = right == nullptr ? std::vector<std::string>() : right->promises;
  Blocks blocks = {Paragraph(Phrase("right." + name + ".explained"), promises)};
  for (Block& block : AboutBlocks(policy, name)) blocks.push_back(std::move(block));
  if (name == "objection" && policy::SendsMarketing(policy)) blocks.push_back(Paragraph(Phrase("right.objection.marketing")));
  blocks.push_back(Paragraph(HowWords(policy, right)));
  blocks.push_back(Paragraph(DeadlineWords(name, right)));
  if (right != nullptr && !right->identity.empty()) {
    std::vector<Say> identity;
    for (const std::string& by : right->identity) identity.push_back(Word("identity", by));
    blocks.push_back(Paragraph(Phrase("right.identity", {{"identity", And(std::move(identity))}})));
  }
  return blocks;
}

}  // namespace

std::vector<std::string> RightsThatApply(const Policy& policy) {
  std::vector<std::string> names;
  for (const std::string& name : kOrder)
    if (policy::HasRight(policy, name)) names.push_back(name);
  return names;
}

Block RightsSection(const Policy& policy) {
  Blocks blocks = {Paragraph(Phrase("rights.intro"))};
  const std::vector<std::string> names = RightsThatApply(policy);
  // Art. 21(4): clearly and separately from everything else, so first and set apart.
  if (Contains(names, "objection"))
    blocks.push_back(Callout("right-objection", Phrase("right.objection.title"), RightBlocks(policy, "objection")));
  for (const std::string& name : names)
    if (name != "objection") blocks.push_back(Section("right-" + name, Phrase("right." + name + ".title"), RightBlocks(policy, name)));
  if (std::any_of(policy.activities.begin(), policy.activities.end(), [](const Activity& of) { return !policy::IsOurs(of); }))
    blocks.push_back(Paragraph(Phrase("rights.of-another")));
  return Section("rights", Phrase("rights.title"), std::move(blocks));
}

}  // namespace lofte::notice
