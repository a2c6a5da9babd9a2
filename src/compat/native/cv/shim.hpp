// C interface over OpenCV for the managed stand-in. Every export returns 0, or 1 with the error kept per thread
// (lcv_last_error). No C++ exception, bool or STL type crosses the border.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#define LCV extern "C" __attribute__((visibility("default"))) int

namespace lcv {

/// Integers that a call hands back: the caller copies them out and frees the object with lcv_ints_delete.
using Ints = std::vector<int32_t>;

void keep_error(int code, const std::string& function, const std::string& message, const std::string& file, int line);

template <class Body>
int guard(const char* function, Body body) noexcept
{
    try {
        body();
        return 0;
    } catch (const cv::Exception& e) {
        keep_error(e.code, e.func, e.err, e.file, e.line);
    } catch (const std::bad_alloc&) {
        keep_error(cv::Error::StsNoMem, function, "not enough memory", "", 0);
    } catch (const std::exception& e) {
        keep_error(cv::Error::StsError, function, e.what(), "", 0);
    } catch (...) {
        keep_error(cv::Error::StsError, function, "unknown C++ exception", "", 0);
    }
    return 1;
}

inline cv::Scalar scalar(const double* v) { return cv::Scalar(v[0], v[1], v[2], v[3]); }

inline cv::_InputArray optional(const cv::Mat* mask)
{
    return mask == nullptr ? cv::_InputArray(cv::noArray()) : cv::_InputArray(*mask);
}

/// Points as x, y pairs.
inline std::vector<cv::Point> points(const int32_t* xy, int32_t count)
{
    const auto* first = reinterpret_cast<const cv::Point*>(xy);
    return std::vector<cv::Point>(first, first + count);
}

/// Polygons one after another in xy; counts holds the number of points of each.
inline std::vector<std::vector<cv::Point>> polygons(const int32_t* xy, const int32_t* counts, int32_t n)
{
    std::vector<std::vector<cv::Point>> all;
    for (int32_t i = 0; i < n; ++i) {
        all.push_back(points(xy, counts[i]));
        xy += 2 * counts[i];
    }
    return all;
}

}  // namespace lcv
