// Bounds of what is read from one text, so that none takes long and each gives a draft that the reader of policies accepts. No policy that
// somebody wrote comes near. What is beyond is left out, and the draft says so (Facts::left_out). Each is tested at n and n + 1.
#pragma once

#include <cstddef>

namespace lofte::importer {

inline constexpr std::size_t kMostActivities = 300;
inline constexpr std::size_t kMostRules = 500;  // of retention
inline constexpr std::size_t kMostRecipients = 500;
inline constexpr std::size_t kMostCookies = 500;
inline constexpr std::size_t kMostDataGroups = 200;
inline constexpr std::size_t kMostDataItems = 600;   // of all groups
inline constexpr std::size_t kMostCategories = 900;  // of a draft: the groups above, and those that rules and activities name
inline constexpr std::size_t kMostMeasures = 300;
inline constexpr std::size_t kMostEmails = 50;
inline constexpr std::size_t kMostUnmapped = 1'000;

inline constexpr std::size_t kMostOfOneActivity = 100;  // purposes, kinds of data, other names, ..
inline constexpr std::size_t kMostNames = 2'000;        // labels and headings that are held against the names of activities
inline constexpr std::size_t kMostCountedItems = 100;   // of an announced list; more are not counted

inline constexpr std::size_t kMostTitleParts = 8;   // `Privacy policy | Shop | Norvik`
inline constexpr std::size_t kLongestTitle = 400;   // bytes
inline constexpr std::size_t kLongestUnit = 2'000;  // bytes of a sentence; a longer one is read in pieces
inline constexpr std::size_t kLongestName = 400;    // bytes of a name that are held against others
inline constexpr std::size_t kLongestText = 2'000;  // bytes of one text in a draft; of a longer one the beginning

}  // namespace lofte::importer
