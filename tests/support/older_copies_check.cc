#include "support/older_copies_check.h"

#include <functional>

namespace lofte::tests {

namespace {

using Say = std::function<void(const std::string&)>;

void CheckGone(const OwnTables& before, const OwnTables& after, const SaidOfCopies& said, const std::string& today,
               const std::string& terms, const Say& say) {
  std::int64_t blocked = 0, undo = 0;
  for (const auto& [id, copy] : before.copies) {
    const bool is_due = !copy.due.empty() && copy.due <= today;
    const std::string what = "copy of kind `" + copy.kind + "` of `" + copy.table + "`";
    if (after.copies.count(id) > 0) {
      const StoredCopy& now = after.copies.at(id);
      if (said.is_over && !now.due.empty() && now.due <= today && !copy.is_held) say(what + " is due since " + now.due + " and stands");
      continue;
    }
    ++(copy.kind == "blocked" ? blocked : undo);
    if (copy.is_held) say(what + " is destroyed, and is about somebody who is held");
    if (!is_due && copy.terms == terms) say(what + " is destroyed, and is due on `" + copy.due + "`");
  }
  if (blocked != said.destroyed || undo != said.destroyed_undo)
    say(std::to_string(blocked) + " blocked copies are gone and " + std::to_string(undo) + " for undo, and the steps say " +
        std::to_string(said.destroyed) + " and " + std::to_string(said.destroyed_undo));
}

void CheckStaying(const OwnTables& before, const OwnTables& after, const std::string& terms, const Say& say) {
  if (after.strays > 0) say(std::to_string(after.strays) + " persons of copies that are gone are named still");
  for (const auto& [id, was] : before.copies) {
    const auto found = after.copies.find(id);
    if (found == after.copies.end()) continue;
    const StoredCopy& is = found->second;
    const auto frame = [](const StoredCopy& of) {
      return std::tie(of.kind, of.table, of.digest, of.run, of.key_id, of.told, of.ciphertext, of.persons);
    };
    const auto days = [](const StoredCopy& of) { return std::tie(of.due, of.late, of.is_undated, of.terms); };
    if (frame(was) != frame(is)) say("a copy of `" + was.table + "` that stays is another");
    if (days(was) != days(is) && was.terms == terms) say("a copy of `" + was.table + "` has other days by the same terms");
  }
}

}  // namespace

std::vector<std::string> UnaccountedOlderCopies(const OwnTables& before, const OwnTables& after, const SaidOfCopies& said,
                                                const std::string& today, const std::string& terms) {
  std::vector<std::string> lines;
  const Say say = [&](const std::string& line) { lines.push_back(line); };
  CheckGone(before, after, said, today, terms, say);
  CheckStaying(before, after, terms, say);
  return lines;
}

}  // namespace lofte::tests
