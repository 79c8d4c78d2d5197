// `lofte diff`: what changed between two policies, by what it means for a person.
#include <fmt/format.h>

#include <map>

#include "base/words.h"
#include "cli/commands.h"
#include "cli/diff_json.h"
#include "cli/output.h"
#include "cli/policy_source.h"
#include "cli/session.h"
#include "diff/diff.h"
#include "diff/message.h"
#include "diff/values.h"
#include "text/document.h"

namespace lofte::cli {

using diff::Change;
using diff::Rank;

namespace {

const char* HeadingOf(Rank rank) {
  switch (rank) {
    case Rank::kMaterialAdverse:
      return "Material, for the worse: people are told before it is so (Art. 13(3), 14(4))";
    case Rank::kMaterialFavourable:
      return "Material, for the better";
    case Rank::kNeutral:
      return "Neutral";
    case Rank::kWording:
      return "Wording";
  }
  return "";
}

Colour ColourOf(Rank rank) {
  return rank == Rank::kMaterialAdverse ? Colour::kRed : rank == Rank::kMaterialFavourable ? Colour::kGreen : Colour::kGrey;
}

void AddPart(std::string& text, const std::string& part, const char* between = "; ") {
  if (!part.empty()) text += (text.empty() ? "" : between) + part;
}

// `statistics: visit.page, visit.ip; of buyer`
std::string AboutWords(const Change& change) {
  std::string about = diff::JoinIds(change.activities);
  AddPart(about, change.recipient);
  AddPart(about, change.entry);
  AddPart(about, diff::JoinIds(change.categories), ": ");
  AddPart(about, change.subjects.empty() ? "" : "of " + diff::JoinIds(change.subjects));
  return about;
}

std::string BeforeAfterWords(const Change& change) {
  if (change.before.text.empty() && change.after.text.empty()) return "";
  if (change.before.text.empty()) return "now: " + change.after.text;
  return change.after.text.empty() ? "was: " + change.before.text : change.before.text + "  ->  " + change.after.text;
}

std::string MoreWords(const Change& change) {
  std::string more;
  if (change.from) AddPart(more, "from " + time::Format(*change.from));
  AddPart(more, change.note);
  AddPart(more, change.consent_anew ? "people have to be asked anew" : "");
  AddPart(more, change.may_object ? "people may object" : "");
  AddPart(more, change.promises.empty() ? "" : "promises " + diff::JoinIds(change.promises));
  return more;
}

std::string HoldersWords(const ChangeCount& count) {
  if (!count.is_of_data) return "";
  if (!count.holders) return "no table of the data map holds it";
  return "now in " + Plural(count.holders->rows, "row", "rows") + " about " + Plural(count.holders->people, "person", "people");
}

std::string PlaceWords(const Change& change) { return fmt::format("{}:{}:{}", change.span.file, change.span.line, change.span.column); }

std::string ShowChange(const Change& change, const ChangeCount* count, bool colour) {
  constexpr std::size_t kIndent = 4;
  std::string out = "  " + Paint(change.kind, ColourOf(change.rank), colour) + "  " + AboutWords(change) + "\n";
  for (const std::string& line : {std::string(diff::KindOf(change.kind).means), BeforeAfterWords(change), MoreWords(change),
                                  count == nullptr ? "" : HoldersWords(*count)})
    if (!line.empty()) out += Wrap(line, OutputWidth(), kIndent);
  return change.span.line == 0 ? out : out + "    " + Paint(PlaceWords(change), Colour::kGrey, colour) + "\n";
}

std::string ShowChanges(const std::vector<Change>& changes, const std::vector<ChangeCount>& counts, bool colour) {
  if (changes.empty()) return "The policies say the same.\n";
  std::map<Rank, std::int64_t> many;
  for (const Change& change : changes) ++many[change.rank];
  std::string out;
  std::optional<Rank> rank;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (rank != changes[i].rank) out += (out.empty() ? "" : "\n") + Paint(HeadingOf(changes[i].rank), Colour::kBold, colour) + "\n";
    rank = changes[i].rank;
    out += ShowChange(changes[i], counts.empty() ? nullptr : &counts[i], colour);
  }
  out += fmt::format("\n{}: {} for the worse, {} for the better, {} neutral, {} of wording\n",
                     Plural(static_cast<std::int64_t>(changes.size()), "change", "changes"), many[Rank::kMaterialAdverse],
                     many[Rank::kMaterialFavourable], many[Rank::kNeutral], many[Rank::kWording]);
  if (!counts.empty())
    out +=
        "Rows and people: what the data map knows of the data now, whether or not a rule applies to the row; people of two stores count "
        "twice.\n";
  return out;
}

// Of a recipient that says no data of its own, that of what it is for.
std::vector<std::string> DataOf(const Change& change, const policy::Policy& policy) {
  if (!change.categories.empty() || change.recipient.empty()) return change.categories;
  std::vector<std::string> data;
  for (const std::string& id : change.activities)
    if (const policy::Activity* activity = policy.FindActivity(id)) AddEachOnce(data, activity->data);
  return data;
}

Result<std::vector<ChangeCount>> CountChanges(const std::vector<Change>& changes, Session& session) {
  std::map<std::vector<std::string>, std::size_t> known;
  std::vector<std::vector<std::string>> lists;
  std::vector<ChangeCount> counts(changes.size());
  std::vector<std::size_t> of(changes.size());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::vector<std::string> data = DataOf(changes[i], session.workspace().policy);
    counts[i].is_of_data = !data.empty();
    const auto [place, is_new] = known.emplace(data, lists.size());
    if (is_new) lists.push_back(data);
    of[i] = place->second;
  }
  LOFTE_ASSIGN(const std::vector<std::optional<engine::Holders>> holders, engine::CountHolders(session.sites, lists));
  for (std::size_t i = 0; i < changes.size(); ++i) counts[i].holders = holders[of[i]];
  return counts;
}

// `section: { id: words }`; what nests deeper is joined by dots.
void Collect(const text::Node& node, const std::string& section, const std::string& id, diff::Words& words) {
  if (node.is_scalar()) words[section][id] = node.scalar;
  for (const text::Node::Entry& entry : node.entries) Collect(entry.value, section, id.empty() ? entry.key : id + "." + entry.key, words);
}

// Of the newer policy; nothing where there is no file of that language. Words for what only the older one has may stand there too, so it
// is not read as a notice's words are.
Result<diff::Words> MessageWords(const PolicySource& source, const std::string& language) {
  const std::string file = WordsFile(language);
  const Result<std::string> text = source.read(file);
  diff::Words words;
  if (!text && text.error().code == ErrorCode::kNotFound) return words;
  if (!text) return Fail(text.error());
  Issues issues;
  const std::optional<text::Node> root = text::ReadYaml(file, *text, issues);
  if (!root || !root->is_map() || HasErrors(issues)) return Fail(ErrorCode::kInvalid, "`" + file + "` is no map of words: look at it");
  for (const text::Node::Entry& entry : root->entries) Collect(entry.value, entry.key, "", words);
  return words;
}

int PrintMessage(const Arguments& arguments, const policy::Policy& before, const PolicySource& after, const std::vector<Change>& changes) {
  const Result<diff::Words> words = MessageWords(after, arguments.language);
  if (!words) return Report(words.error(), arguments);
  const Result<diff::Message> message = diff::MessageOf(before, after.policy, changes, arguments.language, *words);
  if (!message) return Report(message.error(), arguments);
  for (const std::string& missing : message->missing)
    std::fputs(fmt::format("lofte: no {} word for `{}`: it stands as it is in the policy\n", arguments.language, missing).c_str(), stderr);
  Print(arguments.json ? MessageJson(*message, arguments.language) : message->text);
  return diff::HasMaterial(changes) ? kFindings : kFine;
}

}  // namespace

int RunDiff(const Arguments& arguments, const Clock& clock) {
  PolicyNeeds needs;
  needs.sound = false;
  const FoundPolicy before = FindPolicy(arguments.old_policy, needs, arguments);
  if (!before.source) return before.exit_code;
  const FoundPolicy after = FindPolicy(arguments.folder, needs, arguments);
  if (!after.source) return after.exit_code;
  const std::vector<Change> changes = diff::Compare(before.source->policy, after.source->policy);
  if (!arguments.language.empty()) return PrintMessage(arguments, before.source->policy, *after.source, changes);
  std::vector<ChangeCount> counts;
  if (arguments.count) {
    Opened opened = Open(arguments, clock, engine::Access::kRead);
    if (!opened.session) return opened.exit_code;
    Result<std::vector<ChangeCount>> counted = CountChanges(changes, *opened.session);
    if (!counted) return Report(counted.error(), arguments);
    counts = std::move(*counted);
  }
  Print(arguments.json ? DiffJson(changes, counts) : ShowChanges(changes, counts, ColourOnStdout()));
  return diff::HasMaterial(changes) ? kFindings : kFine;
}

}  // namespace lofte::cli
