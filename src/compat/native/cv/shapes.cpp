#include "shim.hpp"

LCV lcv_connected_components(
    const cv::Mat* image, cv::Mat* labels, cv::Mat* stats, cv::Mat* centroids, int32_t connectivity, int32_t type,
    int32_t* count)
{
    return lcv::guard(__func__, [&] {
        *count = cv::connectedComponentsWithStats(*image, *labels, *stats, *centroids, connectivity, type);
    });
}

/// out: number of contours n, then the n point counts, then n hierarchy entries of 4, then all points as x, y.
LCV lcv_find_contours(
    const cv::Mat* image, int32_t mode, int32_t method, int32_t dx, int32_t dy, lcv::Ints** out, const int32_t** data,
    int64_t* length)
{
    return lcv::guard(__func__, [&] {
        std::vector<std::vector<cv::Point>> contours;
        std::vector<cv::Vec4i> hierarchy;
        cv::findContours(*image, contours, hierarchy, mode, method, cv::Point(dx, dy));
        auto flat = std::make_unique<lcv::Ints>();
        flat->push_back(static_cast<int32_t>(contours.size()));
        for (const auto& contour : contours) {
            flat->push_back(static_cast<int32_t>(contour.size()));
        }
        for (const auto& entry : hierarchy) {
            flat->insert(flat->end(), entry.val, entry.val + 4);
        }
        for (const auto& contour : contours) {
            for (const auto& point : contour) {
                flat->push_back(point.x);
                flat->push_back(point.y);
            }
        }
        *data = flat->data();
        *length = static_cast<int64_t>(flat->size());
        *out = flat.release();
    });
}

/// In place: xy holds count points on entry and the first *kept points of the answer on return.
LCV lcv_approx_poly_dp(int32_t* xy, int32_t count, double epsilon, int32_t closed, int32_t* kept)
{
    return lcv::guard(__func__, [&] {
        std::vector<cv::Point> answer;
        cv::approxPolyDP(lcv::points(xy, count), answer, epsilon, closed != 0);
        *kept = static_cast<int32_t>(answer.size());
        for (const auto& point : answer) {
            *xy++ = point.x;
            *xy++ = point.y;
        }
    });
}

LCV lcv_bounding_rect(const int32_t* xy, int32_t count, int32_t* rect)
{
    return lcv::guard(__func__, [&] {
        const cv::Rect r = cv::boundingRect(lcv::points(xy, count));
        rect[0] = r.x;
        rect[1] = r.y;
        rect[2] = r.width;
        rect[3] = r.height;
    });
}

LCV lcv_contour_area(const int32_t* xy, int32_t count, int32_t oriented, double* area)
{
    return lcv::guard(__func__, [&] { *area = cv::contourArea(lcv::points(xy, count), oriented != 0); });
}
